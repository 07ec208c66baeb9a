; The offset is a multiple of two, which only the alignment of the access says. The verifier wants to see it on the stack.
define i16 @f(i64 %offset) "bpfc-checked-indexes" {
  %table = alloca [40 x i8], align 8
  %address = getelementptr i8, ptr %table, i64 %offset
  %element = load i16, ptr %address, align 2
  ret i16 %element
}

; after access-bounds
define i16 @f(i64 %offset) {
  %table = alloca [40 x i8], align 8
  %1 = call i64 asm "", "=r,0"(i64 %offset)
  %2 = and i64 %1, -2
  %3 = call i64 asm "if $0 > 38 goto +1\0A\09goto +1\0A\09$0 = 38", "=r,0"(i64 %2)
  %4 = getelementptr i8, ptr %table, i64 %3
  %element = load i16, ptr %4, align 2
  ret i16 %element
}
