; The block behind the comparison is entered without it too.
define i8 @f(ptr %table, i64 %x, i1 %known) {
  br i1 %known, label %inside, label %check

check:
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr %table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged
