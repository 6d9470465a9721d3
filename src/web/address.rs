//! Where a request comes from (herkomst): the peer itself, or the address a trusted proxy vouches for.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName, header};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What a proxy adds and anyone can forge.
const VOUCHED: [HeaderName; 6] = [
    X_FORWARDED_FOR,
    HeaderName::from_static("x-forwarded-host"),
    HeaderName::from_static("x-forwarded-port"),
    HeaderName::from_static("x-forwarded-proto"),
    HeaderName::from_static("x-real-ip"),
    header::FORWARDED,
];

/// The client's address, in the extensions of every request: for limits per address, never for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

/// The proxies whose `X-Forwarded-For` is believed; by default none.
/// Written as addresses and networks with commas between: `127.0.0.1, 10.0.0.0/8, fd00::/8`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// A piece of the list of trusted proxies is neither an address nor a network, or is a network of everyone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{piece:?} is not an address or a network such as 127.0.0.1, 10.0.0.0/8 or fd00::/8")]
pub struct UnknownNetwork {
    pub piece: String,
}

impl TrustedProxies {
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The right-most address in the chain that is not one of ours: all left of it is the client's own word.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> ClientAddress {
        let mut nearest = peer.to_canonical();
        let lines: Vec<_> = headers.get_all(X_FORWARDED_FOR).iter().collect();
        let mut hops = lines.iter().rev().flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
        while self.contains(nearest) {
            match hops.next().and_then(hop) {
                Some(address) => nearest = address,
                None => break,
            }
        }
        ClientAddress(nearest)
    }

    /// Takes away what a peer that is no proxy of ours says about itself, so that nothing further in can believe it.
    pub fn strip(&self, peer: IpAddr, headers: &mut HeaderMap) {
        if !self.contains(peer) {
            for name in VOUCHED {
                headers.remove(name);
            }
        }
    }
}

impl FromStr for TrustedProxies {
    type Err = UnknownNetwork;

    fn from_str(list: &str) -> Result<Self, Self::Err> {
        if list.trim().is_empty() {
            return Ok(Self::default());
        }
        list.split(',').map(|piece| piece.trim().parse()).collect::<Result<_, _>>().map(Self)
    }
}

/// The addresses that count as one client: with IPv6 a household has a whole /64 to itself.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 => v4,
    }
}

/// A proxy may write the port behind the address.
fn hop(text: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let address = text.parse().or_else(|_| text.parse().map(|socket: std::net::SocketAddr| socket.ip())).ok()?;
    Some(address.to_canonical())
}

/// IPv4 is kept in its IPv6 form, so that one comparison does for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    first: u128,
    /// 1 to 128.
    prefix: u32,
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        (self.first ^ bits(address)) >> (128 - self.prefix) == 0
    }

    fn read(piece: &str) -> Option<Self> {
        let (address, prefix) = match piece.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u32>().ok()?)),
            None => (piece, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(width);
        // With a network of everyone, every chain would be believed to its forged end.
        (1..=width).contains(&prefix).then(|| Self { first: bits(address), prefix: 128 - width + prefix })
    }
}

impl FromStr for Network {
    type Err = UnknownNetwork;

    fn from_str(piece: &str) -> Result<Self, Self::Err> {
        Self::read(piece).ok_or_else(|| UnknownNetwork { piece: piece.to_owned() })
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}
