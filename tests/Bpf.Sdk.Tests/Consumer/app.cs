#!/usr/bin/env dotnet
#:package Bpf.Sdk@PACKAGE_VERSION
#:property AllowUnsafeBlocks=true
using System.Threading;
using Bpf;
using Bpf.Runtime;

using AppProbesSkeleton skeleton = AppProbesSkeleton.Open();
foreach (BpfProgram program in skeleton.Object.Programs)
    System.Console.WriteLine($"{program.Name} {program.SectionName}");

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
