using Bpf.Compiler.Llvm;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Differential.Tests;

public sealed class CorpusTests
{
    private const int FirstLlvmWithV4 = 18;

    private static readonly string[] s_files = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.cs").Order()];

    public static TheoryData<string, OptimizationLevel, string> Cases
    {
        get
        {
            TheoryData<string, OptimizationLevel, string> cases = [];
            foreach (string file in s_files)
            {
                string name = Path.GetFileNameWithoutExtension(file);
                cases.Add(name, OptimizationLevel.Debug, "v3");
                cases.Add(name, OptimizationLevel.Release, "v3");
                if (LlvmLibrary.Load().Version.Major >= FirstLlvmWithV4)
                {
                    cases.Add(name, OptimizationLevel.Release, "v4");
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BehavesInTheKernelAsOnTheClr(string file, OptimizationLevel optimization, string cpu)
    {
        string source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", file + ".cs"));
        DifferentialRun.NeedRootOrCompile(source, [.. Methods(source)], optimization);
        List<Mismatch> mismatches = DifferentialRun.Compare(source, [.. Methods(source)], optimization, cpu);
        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches));
    }

    [Fact]
    public void ObjectsLoadWithLibbpf()
    {
        KernelRequirement.NeedRoot();
        Dictionary<string, ReadOnlyMemory<byte>> objects = [];
        foreach (string file in s_files)
        {
            string source = File.ReadAllText(file);
            objects.Add(Path.GetFileNameWithoutExtension(file), DifferentialRun.CompileObject(source, [.. Methods(source)], OptimizationLevel.Release));
        }

        LibbpfCheck.LoadsAll(objects);
    }

    private static IEnumerable<string> Methods(string source)
        => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken)
            .DescendantNodes().OfType<ClassDeclarationSyntax>().First(type => type.Identifier.Text == "Corpus")
            .Members.OfType<MethodDeclarationSyntax>().Where(method => method.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(method => method.Identifier.Text);
}
