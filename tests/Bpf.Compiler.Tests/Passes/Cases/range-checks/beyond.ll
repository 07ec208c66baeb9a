; The access is where x is not in the range.
define i8 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
  br i1 %fits, label %outside, label %inside

inside:
  %address = getelementptr i8, ptr %table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged
