using System;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Consumer;

using ProbesSkeleton skeleton = ProbesSkeleton.Open();
foreach (BpfProgram program in skeleton.Object.Programs)
    Console.WriteLine($"{program.Name} {program.SectionName}");

if (args is ["attach"])
{
    skeleton.Programs.OnAbs.Target = UprobeTarget.Process(Environment.ProcessId);
    skeleton.Load();
    skeleton.Attach();
    for (int call = 1; call <= 5; call++)
        LibC.Absolute(call);
    Console.WriteLine($"calls {skeleton.Bss.s_calls}");
    foreach ((_, ulong value) in skeleton.Maps.Last)
        Console.WriteLine($"last {value}");
}

static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "labs")]
    public static partial nint Absolute(nint value);
}
