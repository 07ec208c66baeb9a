using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>
/// Tracepoint records. The verifier lets programs read a context only at constant, aligned offsets from its start, whatever the C# code
/// looks like.
/// </summary>
[Collection(KernelRun.NameOfProcess)]
public sealed class ContextTests
{
    public static TheoryData<string, string, int, int> Programs => [.. ContextPrograms.All.Select(item => new TheoryDataRow<string, string, int, int>(item.Parameter, item.Body, item.X, item.Y))];

    [Theory]
    [MemberData(nameof(Programs))]
    public void ReadsLikeAnyOtherMemory(string parameter, string body, int x, int y)
    {
        KernelRequirement.NeedRoot();
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            string source = "using System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n" + ContextPrograms.Source("Sample", parameter, body);
            byte[] elf = BpfSource.CompileObjects(source, optimization, architectures: KernelRun.HostArchitecture)[0].Bytes.ToArray();
            using BpfObject bpf = BpfObject.Open(elf, "Sample");
            bpf.Globals.Set(".rodata", "Watched", Environment.ProcessId);
            bpf.Load();
            LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
            Rename(ContextPrograms.OldName);
            bpf.Attach();
            Rename(ContextPrograms.NewName);

            Assert.Equal((1, x, y), (bpf.Globals.Get<int>(".bss", "s_runs"), bpf.Globals.Get<int>(".bss", "s_x"), bpf.Globals.Get<int>(".bss", "s_y")));
            if (body.Contains("s_name = r.New;", StringComparison.Ordinal))
            {
                Assert.Equal([.. System.Text.Encoding.ASCII.GetBytes(ContextPrograms.NewName), 0], bpf.Globals.Bytes(".bss", "s_name").ToArray());
            }
        }
    }

    private static void Rename(string name) => File.WriteAllText("/proc/self/comm", name);
}
