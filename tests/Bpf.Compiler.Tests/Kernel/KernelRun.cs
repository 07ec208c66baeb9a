using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Runs programs on this kernel.</summary>
internal static class KernelRun
{
    /// <summary>Collection of the test classes that change the name of the process.</summary>
    public const string NameOfProcess = "name of the process";

    /// <summary>Compiles the members of a class, in both configurations, and runs its syscall program <c>Run</c> on a copy of a context.</summary>
    /// <param name="members">Members of the class <c>Sample</c>.</param>
    /// <param name="context">The context of the program.</param>
    /// <param name="check">Receives the context after each run.</param>
    public static void Syscall(string members, long[] context, Action<long[]> check)
        => Syscall(members, (_, run) =>
        {
            long[] copy = [.. context];
            run(copy);
            check(copy);
        });

    /// <summary>Compiles the members of a class, in both configurations, and loads them.</summary>
    /// <param name="members">Members of the class <c>Sample</c>.</param>
    /// <param name="use">Receives the loaded object, and runs its syscall program <c>Run</c> on a context.</param>
    public static void Syscall(string members, Action<BpfObject, Action<long[]>> use)
    {
        KernelRequirement.NeedRoot();
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            ReadOnlyMemory<byte> elf = Object(members, optimization).Bytes;
            LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
            using BpfObject bpf = BpfObject.Open(elf, "Sample");
            bpf.Load();
            use(bpf, context => bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(context)));
        }
    }

    /// <summary>Compiles the members of a class for this machine.</summary>
    /// <param name="members">Members of the class <c>Sample</c>.</param>
    /// <param name="optimization">How Roslyn compiles.</param>
    public static CompiledObject Object(string members, OptimizationLevel optimization = OptimizationLevel.Release)
        => BpfSource.CompileObjects(Class(members), optimization, architectures: HostArchitecture)[0];

    /// <summary>The class <c>Sample</c> with the members.</summary>
    /// <param name="members">Members.</param>
    public static string Class(string members) => $"using Bpf.Vmlinux; [BpfObject(License = \"GPL\")]\npublic static unsafe class Sample\n{{\n{members}\n}}\n";

    public static TargetArchitecture HostArchitecture
        => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64;
}
