; A range from zero: the verifier learns it of x itself.
define i8 @f(ptr %table, i64 %x) {
  %fits = icmp ult i64 %x, 16
  br i1 %fits, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr %table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged
