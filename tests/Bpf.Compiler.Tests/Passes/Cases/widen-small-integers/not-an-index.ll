; Nothing that the verifier must bound is made of the integer.
define i8 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %fits = icmp ult i8 %x, 100
  br i1 %fits, label %inside, label %outside

inside:
  %wide = zext i8 %x to i64
  store i64 %wide, ptr %table, align 8
  ret i8 1

outside:
  ret i8 0
}

; unchanged
