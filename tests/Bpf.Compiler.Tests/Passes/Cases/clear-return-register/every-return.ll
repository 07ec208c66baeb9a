; Each return has it.
define void @f(i1 %x, ptr %y) {
  br i1 %x, label %one, label %other

one:
  store i64 1, ptr %y, align 8
  ret void

other:
  ret void
}

; after clear-return-register
define void @f(i1 %x, ptr %y) {
  br i1 %x, label %one, label %other

one:
  store i64 1, ptr %y, align 8
  call void asm sideeffect "r0 = 0", "~{r0}"()
  ret void

other:
  call void asm sideeffect "r0 = 0", "~{r0}"()
  ret void
}
