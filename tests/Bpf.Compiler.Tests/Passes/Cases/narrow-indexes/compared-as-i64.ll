; The verifier knows the i64 that the index is made of.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %fits = icmp ult i64 %x, 100
  br i1 %fits, label %inside, label %outside

inside:
  %index = and i64 %x, 4294967295
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged
