using Bpf.Differential.Tests.Framework;
using Microsoft.CodeAnalysis;

namespace Bpf.Differential.Tests;

/// <summary>Framework calls return the same values in the kernel as on the CLR.</summary>
public sealed class FrameworkTests
{
    public static TheoryData<string, OptimizationLevel> Cases
    {
        get
        {
            TheoryData<string, OptimizationLevel> cases = [];
            foreach (string group in FrameworkTable.Groups.Keys)
            {
                cases.Add(group, OptimizationLevel.Debug);
                cases.Add(group, OptimizationLevel.Release);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FrameworkCallBehavesTheSameInTheKernelAndOnTheClr(string group, OptimizationLevel optimization)
    {
        string[] rows = FrameworkTable.Groups[group];
        string source = FrameworkCorpus.Write(rows);
        string[] methods = [.. rows.Select((_, row) => FrameworkCorpus.NameOf(row))];
        DifferentialRun.NeedRootOrCompile(source, methods, optimization);
        List<Mismatch> mismatches = DifferentialRun.Compare(source, methods, optimization, "v3");

        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches.Select(mismatch => $"{rows[int.Parse(mismatch.Method[3..])]}: {mismatch}")));
    }
}
