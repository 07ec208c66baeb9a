#!/usr/bin/env dotnet
#:sdk Bpf.Sdk@PACKAGE_VERSION
#:property AllowUnsafeBlocks=true
using System.Runtime.InteropServices;
using Bpf;
using Bpf.Runtime;

using AppProbesSkeleton skeleton = AppProbesSkeleton.Open();
skeleton.Programs.OnAbs.Target = UprobeTarget.Process(Environment.ProcessId);
skeleton.LoadAndAttach();
for (int call = 1; call <= 5; call++)
    LibC.Absolute(call);
Console.WriteLine($"calls {skeleton.Bss.s_calls}");

[BpfObject(License = "GPL")]
public static class AppProbes
{
    static ulong s_calls;

    [Uprobe("libc:labs")]
    public static int OnAbs(UprobeContext context, nuint value)
    {
        Interlocked.Increment(ref s_calls);
        return 0;
    }
}

static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "labs")]
    public static partial nint Absolute(nint value);
}
