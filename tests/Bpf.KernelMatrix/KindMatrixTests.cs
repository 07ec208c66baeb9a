using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs of kinds that are newer than the oldest kernel: it refuses them, and the error says why.</summary>
public sealed class KindMatrixTests
{
    private const string Oldest = "x86_64-5.10";

    // It loads these, because what is newer is how they attach; NetworkMatrixTests and TracingMatrixTests have what it says to that.
    private static readonly string[] s_refusedWhenAttaching =
        ["KprobeSession", "NetkitPeer", "NetkitPrimary", "SkSkbVerdict", "TcxEgress", "TcxIngress", "TrafficControl", "UprobeSession"];

    // It has the kinds, but not what the examples use: results of 2 and 3 at the hooks of bind (5.12), and helpers for the arguments of traced functions (5.17).
    private static readonly string[] s_refusedForTheExample = ["CgroupSocketAddressBind4", "CgroupSocketAddressBind6", "FentryGlob", "Fexit", "FexitGlob"];

    public KindMatrixTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void OldestKernelRefusesNewerKindsWithTheReason()
    {
        Dictionary<string, string> refusals = KernelReport.Of(Oldest).Passed("refused_kinds").Split(" || ")
            .Select(static line => line.Split(": ", 2)).Where(static parts => !s_refusedForTheExample.Contains(parts[0])).ToDictionary(static parts => parts[0], static parts => parts[1]);
        List<string> wrong = [];
        foreach (ProgramKind kind in ProgramKinds.AtHooks)
        {
            string name = kind.Attribute["Bpf.".Length..^"Attribute".Length] + kind.Hook?.Name;
            FeatureVersion feature = FeatureVersions.OfProgram(kind.ProgramType, kind.Section, isSleepable: false, hasCookie: false).Single();
            bool isRefused = feature.Since > new Version(5, 10) && !s_refusedWhenAttaching.Contains(name);
            string? expected = isRefused ? $"The kernel does not have {feature.What}, which came with Linux {feature.Since}. Set AutoLoad = false" : null;
            string? actual = refusals.GetValueOrDefault(name);
            if (expected is null ? actual is not null : actual?.Contains(expected, StringComparison.Ordinal) != true)
            {
                wrong.Add($"{name}: expected {expected ?? "that it loads"}, got {actual ?? "that it loads"}");
            }
        }

        Assert.Equal([], wrong);
        Assert.All(refusals.Values, static refusal => Assert.StartsWith("BpfUnsupportedException", refusal, StringComparison.Ordinal));
    }
}
