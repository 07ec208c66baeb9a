; Equality says as much of the extended integer.
define i8 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %fits = icmp eq i8 %x, 7
  br i1 %fits, label %inside, label %outside

inside:
  %index = zext i8 %x to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after widen-small-integers
define i8 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %1 = zext i8 %x to i32
  %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
  %3 = zext i32 %2 to i64
  %4 = icmp eq i32 %2, 7
  br i1 %4, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr %table, i64 %3
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
