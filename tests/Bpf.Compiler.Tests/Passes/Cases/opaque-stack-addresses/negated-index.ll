; The code generator would subtract from the address.
define i8 @f(i64 %x) {
  %table = alloca [8 x i8], align 8
  %low = and i64 %x, 3
  %near = getelementptr i8, ptr %table, i64 %low
  %back = sub i64 1, %x
  %address = getelementptr i8, ptr %near, i64 %back
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after opaque-stack-addresses
define i8 @f(i64 %x) {
  %table = alloca [8 x i8], align 8
  %low = and i64 %x, 3
  %1 = call ptr asm "", "=r,0"(ptr %table)
  %near = getelementptr i8, ptr %1, i64 %low
  %back = sub i64 1, %x
  %2 = call i64 asm "", "=r,0"(i64 %back)
  %address = getelementptr i8, ptr %near, i64 %2
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
