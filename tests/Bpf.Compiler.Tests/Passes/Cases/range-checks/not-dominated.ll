; The access is on both ways.
define i8 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  store i64 1, ptr %table, align 8
  br label %outside

outside:
  %address = getelementptr i8, ptr %table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; unchanged
