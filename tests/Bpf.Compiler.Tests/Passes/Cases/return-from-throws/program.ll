; Each place returns the result of the program; a negative one too.
declare void @bpfc.throw(i32)

define i32 @program(i32 %x) "bpfc-exception-result"="-1" {
  switch i32 %x, label %other [
    i32 1, label %first
    i32 2, label %second
  ]

first:
  call void @bpfc.throw(i32 0)
  unreachable

second:
  call void @bpfc.throw(i32 1)
  unreachable

other:
  ret i32 7
}

; after return-from-throws
define i32 @program(i32 %x) {
  switch i32 %x, label %other [
    i32 1, label %first
    i32 2, label %second
  ]

first:
  ret i32 -1

second:
  ret i32 -1

other:
  ret i32 7
}
