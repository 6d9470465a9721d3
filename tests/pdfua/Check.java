import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Asks veraPDF whether files are PDF/UA-1. A line for each: the file, how many checks were made, and each rule that it
 * breaks, with how often and the first reason, all parted by tabs.
 */
public final class Check {
    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            System.out.println(file + "\t" + told(new File(file)));
        }
    }

    private static String told(File file) throws Exception {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(file, PDFAFlavour.PDFUA_1);
                var validator = foundry.createValidator(PDFAFlavour.PDFUA_1, false)) {
            var result = validator.validate(parser);
            Map<String, Integer> times = new TreeMap<>();
            Map<String, String> reasons = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    times.merge(rule, 1, Integer::sum);
                    reasons.putIfAbsent(rule, assertion.getMessage().replaceAll("\\s+", " "));
                }
            }
            var line = new StringBuilder().append(result.getTotalAssertions());
            times.forEach((rule, count) ->
                    line.append('\t').append(rule).append(" x").append(count).append(": ").append(reasons.get(rule)));
            if (times.isEmpty() && !result.isCompliant()) {
                line.append("\tnot compliant, and no rule says why");
            }
            return line.toString();
        }
    }
}
