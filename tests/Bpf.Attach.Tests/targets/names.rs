// All kinds of names, for the demangler.
use std::fmt::Debug;

mod shapes {
    pub struct Square<const N: usize>(pub [u8; N]);

    pub trait Shape {
        fn size(&self) -> usize;
    }

    impl<const N: usize> Shape for Square<N> {
        #[inline(never)]
        fn size(&self) -> usize {
            self.0.len()
        }
    }

    impl<const N: usize> Square<N> {
        #[inline(never)]
        pub fn grow<T: Into<u64>>(&mut self, by: T) -> u64 {
            by.into() + self.0[0] as u64
        }
    }

    #[inline(never)]
    pub fn area(side: u32) -> u32 {
        side * side
    }
}

use shapes::Shape;

#[inline(never)]
fn show<T: Debug + ?Sized>(value: &T, with: fn(&str, i32) -> bool) -> bool {
    with(&format!("{:?}", value), 3)
}

#[inline(never)]
fn each<F: FnMut(&mut (u8, char)) -> i64>(mut f: F) -> i64 {
    f(&mut (1, 'x'))
}

#[inline(never)]
fn größe(of: &dyn Shape) -> usize {
    of.size()
}

fn main() {
    let mut square = shapes::Square::<3>([1, 2, 3]);
    let grown = square.grow(7u32);
    let sum = each(|pair| pair.0 as i64 + pair.1 as i64 + grown as i64);
    let shown = show(&[Some(1u16), None], |text, n| text.len() as i32 > n) && show("text", |_, n| n > 0);
    println!("{} {} {} {}", sum, shown, größe(&square), shapes::area(4));
}
