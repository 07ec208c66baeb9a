using Bpf.Runtime;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>The ranges of verdicts in the table of kinds, against those that the verifier enforces.</summary>
public sealed class VerdictRangeTests
{
    private const int Highest = 4;

    [Fact]
    public void ProgramsOfCgroupsReturnWhatTheVerifierAllows()
    {
        KernelRequirement.NeedRoot();
        ProgramKind[] kinds = [.. ProgramKinds.AtHooks.Where(static kind => kind.Family == ProgramFamily.Cgroup && kind.ProgramType != "LSM")];
        Dictionary<string, CompiledObject> compiled = BpfSource.CompileObjects(string.Concat(kinds.Select(static kind => $$"""
            [BpfObject(License = "GPL")] public static class {{NameOf(kind)}}
            {
                static readonly int Value;
                [{{kind.Attribute["Bpf.".Length..^"Attribute".Length]}}{{(kind.Hook is null ? "" : $"(({kind.Attribute[..^"Attribute".Length]}Hook){Number(kind)})")}}]
                public static int Run({{kind.Context}} context) => Value;
            }

            """)), architectures: KernelRun.HostArchitecture).ToDictionary(static item => item.Name);
        Assert.All(kinds, kind =>
        {
            int[] allowed = [.. Enumerable.Range(0, Highest + 1).Where(value => Loads(compiled[NameOf(kind)], value))];
            Assert.Equal(Enumerable.Range(0, Highest + 1).Where(value => kind.Verdict.Allows(value)), allowed);
        });
    }

    private static string NameOf(ProgramKind kind) => kind.Attribute["Bpf.".Length..^"Attribute".Length] + kind.Hook?.Name;

    private static int Number(ProgramKind kind) => Array.IndexOf(ProgramKinds.All.Single(row => row.Attribute == kind.Attribute).AtHooks, kind);

    private static bool Loads(CompiledObject compiled, int value)
    {
        using BpfObject target = BpfObject.Open(compiled.Bytes, compiled.Name);
        target.Globals.Set(".rodata", "Value", value);
        try
        {
            target.Load();
            return true;
        }
        catch (BpfException exception) when (exception.Errno == Errno.EINVAL)
        {
            return false;
        }
    }
}
