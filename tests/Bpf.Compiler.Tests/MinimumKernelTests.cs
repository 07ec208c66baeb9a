using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>BPF0018 for features that only the generated code reveals.</summary>
public sealed class MinimumKernelTests
{
    private const string Loop = "loops that are not unrolled";
    private const string Atomic = "atomic operations";
    private const string Function = "calls of functions that are not inlined";
    private const string Globals = "global variables";

    /// <summary>The feature is reported for the kernel before it, but not for the one that introduced it.</summary>
    [Theory]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/return (int)Interlocked.Increment(ref s_value);")]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/return (int)Interlocked.Add(ref s_value, 3) + 1;")]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/return (int)Interlocked.Exchange(ref s_value, 3);")]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/return Interlocked.Exchange(ref s_small, 3);")]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/return (int)Interlocked.CompareExchange(ref s_value, 3, 0);")]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/Interlocked.And(ref s_value, 3); return 0;")]
    [InlineData(Atomic, "5.11", "5.12", "/*!*/Interlocked.Or(ref s_value, call.A); return 0;")]
    [InlineData(Atomic, "5.11", "5.12", "if (Count() > 5) return 1; return 0; [MethodImpl(MethodImplOptions.AggressiveInlining)] static long Count() { /*!*/return Interlocked.Increment(ref s_value); }")]
    [InlineData(Loop, "5.2", "5.3", "long sum = 0; /*!*/for (int i = 0; i < 1000; i++) sum += BpfHelpers.GetPrandomU32(); return (int)sum;")]
    [InlineData(Loop, "5.2", "5.3", "long sum = 0; int n = (int)call.A & 1023; /*!*/while (n > 0) { sum += BpfHelpers.GetPrandomU32(); n--; } return (int)sum;")]
    [InlineData(Function, "4.15", "4.16", "/*!*/return Apart((int)call.A) + Apart(3);")]
    [InlineData("tail calls in programs that also call functions", "5.9", "5.10", "/*!*/if (Apart((int)call.A) == 4) Programs.TailCall(&value, 0); return 0;")]
    [InlineData("task storage outside of security programs", "5.11", "5.12", "/*!*/if (Tasks.TryGetRef(BpfHelpers.GetCurrentTaskBtf(), out BpfRef<long> held)) return (int)held.Value; return 0;")]
    [InlineData("'the instruction set v3'", "4.20", "5.1", "/*!*/return 0;")]
    [InlineData(Globals, "5.1", "5.2", "/*!*/s_value = call.A; return 0;")]
    public void IsReportedForKernelsBeforeTheFirstThatSupportsIt(string what, string before, string since, string body)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            string source = Source(body);
            CompilerDiagnostic found = Assert.Single(Compile(source, optimization, before), item => item.Message.Contains(what, StringComparison.Ordinal));
            if (what is not (Globals or "'the instruction set v3'"))
            {
                Assert.Equal(source[..source.IndexOf("/*!*/", StringComparison.Ordinal)].Count(character => character == '\n') + 1, found.Location?.Line);
            }

            Assert.Contains($"requires Linux {since} or later", found.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Compile(source, optimization, since), item => item.Message.Contains(what, StringComparison.Ordinal));
        }
    }

    /// <summary>Code that looks as if it used the feature but does not.</summary>
    [Theory]
    [InlineData(Atomic, "Interlocked.Increment(ref s_value); return 0;")]
    [InlineData(Atomic, "Interlocked.Add(ref s_value, call.A); Interlocked.Decrement(ref s_small); return 0;")]
    [InlineData(Atomic, "Volatile.Write(ref s_value, 3); return (int)Volatile.Read(ref s_value);")]
    [InlineData(Loop, "long sum = 0; for (int i = 0; i < 4; i++) sum += BpfHelpers.GetPrandomU32(); return (int)sum;")]
    [InlineData(Loop, "long sum = 0; for (int i = 0; i < 1000; i++) sum += i; return (int)sum;")] // has a formula
    [InlineData(Loop, "if (call.A > 3) goto End; if (BpfHelpers.GetPrandomU32() > 5) return 4; End: return BpfHelpers.GetPrandomU32() > 7 ? 1 : 2;")]
    [InlineData(Function, "return Together((int)call.A) + Together(3);")]
    [InlineData("tail calls in", "Programs.TailCall(&value, 0); return Together(1);")]
    public void IsNotReportedForCodeThatIsOptimizedAway(string what, string body)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            Assert.DoesNotContain(Compile(Source(body), optimization, "4.15"), item => item.Message.Contains(what, StringComparison.Ordinal));
        }
    }

    /// <summary>Features used only by programs for newer kernels are not reported; those that others use too are.</summary>
    [Theory]
    [InlineData(false, "return 0;")]
    [InlineData(true, "return Shared();")]
    public void ProgramsThatAreNotLoadedAreLeftAlone(bool isReported, string body) => Assert.Equal(isReported, Compile(
        Source(body).Replace("[SyscallProgram] public static int Run", """
            [SyscallProgram(AutoLoad = false)] public static int New(ref Call call) => (int)Interlocked.Exchange(ref s_value, 3) + Shared();
            [MethodImpl(MethodImplOptions.NoInlining)] static int Shared() => (int)Interlocked.Exchange(ref s_value, 5);
            [SyscallProgram] public static int Run
            """, StringComparison.Ordinal), OptimizationLevel.Release, "5.11").Any(item => item.Message.Contains(Atomic, StringComparison.Ordinal)));

    private static string Source(string body) => $$"""
        using System.Runtime.CompilerServices;
        using System.Threading;
        [BpfObject(License = "GPL")]
        public static unsafe class Old
        {
            public struct Call { public long A; }
            static long s_value;
            static int s_small;
            [BpfMap(MaxEntries = 2)] static readonly BpfProgramArray Programs = new();
            [MethodImpl(MethodImplOptions.NoInlining)] static int Apart(int value) => value * 3 + (int)BpfHelpers.GetPrandomU32();
            static int Together(int value) => value * 3;
            [BpfMap(Flags = MapFlags.NoPreallocation)] static readonly BpfTaskStorage<long> Tasks = new();
            [SyscallProgram] public static int Run(ref Call call)
            {
                long value = 0;
                {{body}}
            }
        }
        """;

    private static IReadOnlyList<CompilerDiagnostic> Compile(string source, OptimizationLevel optimization, string minimumKernel)
    {
        CompilationResult result = BpfSource.Compile(source, optimization, minimumKernel: minimumKernel, architectures: TargetArchitecture.X64);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Diagnostics;
    }
}
