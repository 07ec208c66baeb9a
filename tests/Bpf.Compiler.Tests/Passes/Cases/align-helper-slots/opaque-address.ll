; The program reads through an opaque copy of the address.
define i64 @f(ptr %map, i1 %second) {
  %key = alloca i32, align 8
  %other = alloca i32, align 8
  store i32 1, ptr %key, align 8
  store i32 2, ptr %other, align 8
  %opaque = call ptr asm "", "=r,0"(ptr %key)
  %chosen = select i1 %second, ptr %opaque, ptr %other
  %value = load i32, ptr %chosen, align 8
  %result = zext i32 %value to i64
  ret i64 %result
}

; unchanged
