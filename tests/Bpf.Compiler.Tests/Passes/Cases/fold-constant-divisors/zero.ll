; x / 0 is 0 in BPF and undefined in LLVM.
define i64 @f(i64 %x) {
  %quotient = call i64 asm "$0 /= $2", "=r,0,r"(i64 %x, i64 0)
  ret i64 %quotient
}

; unchanged
