using Bpf.Compiler.Llvm;
using Bpf.Differential.Tests.Bounds;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Differential.Tests;

/// <summary>Checked indexes: each form of check with each type and each form of access (<see cref="BoundsTable"/>).</summary>
public sealed class BoundsTests
{
    private const int FirstLlvmWithV4 = 18;

    public static TheoryData<string, OptimizationLevel, string> Cases
    {
        get
        {
            int llvm = LlvmLibrary.Load().Version.Major;
            TheoryData<string, OptimizationLevel, string> cases = [];
            foreach (IndexType type in BoundsTable.Types.Where(type => llvm >= type.FirstLlvm))
            {
                cases.Add(type.Name, OptimizationLevel.Debug, "v3");
                cases.Add(type.Name, OptimizationLevel.Release, "v3");
                if (llvm >= FirstLlvmWithV4)
                {
                    cases.Add(type.Name, OptimizationLevel.Release, "v4");
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void VerifierAcceptsACheckedIndex(string type, OptimizationLevel optimization, string cpu)
    {
        IndexType integers = BoundsTable.Types.Single(item => item.Name == type);
        string source = BoundsCorpus.Write(integers);
        string[] methods = [.. Methods(source)];
        DifferentialRun.NeedRootOrCompile(source, methods, optimization);
        List<Mismatch> mismatches = DifferentialRun.Compare(source, methods, optimization, cpu);

        string[] fixedMeanwhile = [.. methods.Where(method => IsKnown(integers, method)).Except(
            mismatches.Where(mismatch => mismatch.Kind == MismatchKind.Refused).Select(mismatch => mismatch.Method))];
        mismatches.RemoveAll(mismatch => mismatch.Kind == MismatchKind.Refused && IsKnown(integers, mismatch.Method));

        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches));
        Assert.True(fixedMeanwhile.Length == 0, $"no longer refused; remove them from {nameof(BoundsTable)}: {string.Join(", ", fixedMeanwhile)}");
    }

    private static bool IsKnown(IndexType type, string method)
        => BoundsTable.Refusals.Any(refusal => refusal.Includes(type, method, LlvmLibrary.Load().Version.Major));

    private static IEnumerable<string> Methods(string source)
        => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken)
            .DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.Text);
}
