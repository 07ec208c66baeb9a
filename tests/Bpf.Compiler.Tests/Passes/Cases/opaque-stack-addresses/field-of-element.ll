; An address that is a constant away from a stack slot.
define i8 @f(i64 %x) {
  %table = alloca [16 x i8], align 8
  %field = getelementptr i8, ptr %table, i64 8
  %index = and i64 %x, 7
  %address = getelementptr i8, ptr %field, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after opaque-stack-addresses
define i8 @f(i64 %x) {
  %table = alloca [16 x i8], align 8
  %field = getelementptr i8, ptr %table, i64 8
  %index = and i64 %x, 7
  %1 = call ptr asm "", "=r,0"(ptr %field)
  %address = getelementptr i8, ptr %1, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
