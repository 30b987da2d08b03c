//! A set of numbers in few bytes: each is written as its distance from the one before, seven bits to a byte.

/// Different numbers in ascending order.
pub(super) struct Numbers(Box<[u8]>);

/// The bit that says that more bytes of a number follow.
const MORE: u8 = 0x80;

impl Numbers {
    pub(super) fn new(mut numbers: Vec<u32>) -> Self {
        numbers.sort_unstable();
        let mut bytes = Vec::with_capacity(numbers.len() * 2);
        let mut before = 0;
        for number in numbers {
            let mut distance = number - before;
            before = number;
            while distance >= u32::from(MORE) {
                bytes.push(distance.to_le_bytes()[0] | MORE);
                distance >>= 7;
            }
            bytes.push(distance.to_le_bytes()[0]);
        }
        Self(bytes.into_boxed_slice())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let (mut number, mut distance, mut shift) = (0, 0, 0);
        self.0.iter().filter_map(move |byte| {
            distance |= u32::from(byte & !MORE) << shift;
            shift += 7;
            if byte & MORE != 0 {
                return None;
            }
            number += distance;
            (distance, shift) = (0, 0);
            Some(number)
        })
    }
}
