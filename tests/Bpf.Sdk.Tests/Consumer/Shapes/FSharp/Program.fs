open System
open System.Runtime.InteropServices
open Bpf.Runtime
open Consumer

[<DllImport("libc", EntryPoint = "labs")>]
extern nativeint absolute(nativeint value)

[<EntryPoint>]
let main _ =
    use skeleton = ProbesSkeleton.Open()
    skeleton.Programs.OnAbs.Target <- UprobeTarget.Process(Environment.ProcessId)
    skeleton.LoadAndAttach()
    for call in 1n .. 5n do
        absolute call |> ignore
    Console.WriteLine $"calls {skeleton.Bss.s_calls}"
    0
