; What is not on the stack, others see.
define i64 @f(ptr %value) {
  %old = atomicrmw add ptr %value, i64 1 seq_cst, align 8
  ret i64 %old
}

; unchanged
