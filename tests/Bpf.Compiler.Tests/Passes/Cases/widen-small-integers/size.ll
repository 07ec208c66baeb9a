; The size that a helper gets.
define i64 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %fits = icmp ult i8 %x, 100
  br i1 %fits, label %inside, label %outside

inside:
  %size = zext i8 %x to i64
  %result = call i64 inttoptr (i64 4 to ptr)(ptr %table, i64 %size, ptr %source)
  ret i64 %result

outside:
  ret i64 0
}

; after widen-small-integers
define i64 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %1 = zext i8 %x to i32
  %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
  %3 = zext i32 %2 to i64
  %4 = icmp ult i32 %2, 100
  br i1 %4, label %inside, label %outside

inside:
  %result = call i64 inttoptr (i64 4 to ptr)(ptr %table, i64 %3, ptr %source)
  ret i64 %result

outside:
  ret i64 0
}
