using System;
using System.Runtime.InteropServices;
using System.Threading;
using Bpf.Runtime;
using Consumer;

using ProbesSkeleton skeleton = ProbesSkeleton.Open();
skeleton.Programs.OnAbs.Target = UprobeTarget.Process(Environment.ProcessId);
skeleton.LoadAndAttach();
while (true)
{
    ulong before = skeleton.Bss.s_calls;
    LibC.Absolute(1);
    Console.WriteLine($"process {Environment.ProcessId} step {skeleton.Bss.s_calls - before} {Text.Word()}");
    Thread.Sleep(200);
}

static class Text
{
    public static string Word() => "one";
}

static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "labs")]
    public static partial nint Absolute(nint value);
}
