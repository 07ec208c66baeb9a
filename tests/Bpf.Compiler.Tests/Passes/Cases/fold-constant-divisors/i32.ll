; A division of 32-bit registers.
define i32 @f(i32 %x) {
  %quotient = call i32 asm "$0 /= $2", "=w,0,w"(i32 %x, i32 7)
  %remainder = call i32 asm "$0 %= $2", "=w,0,w"(i32 %quotient, i32 7)
  ret i32 %remainder
}

; after fold-constant-divisors
define i32 @f(i32 %x) {
  %1 = udiv i32 %x, 7
  %2 = urem i32 %1, 7
  ret i32 %2
}
