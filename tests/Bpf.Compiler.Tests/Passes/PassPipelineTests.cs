using System.Text.RegularExpressions;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>The table of passes.</summary>
public sealed partial class PassPipelineTests
{
    [Fact]
    public void EveryPassIsInTheTableOnce()
    {
        IEnumerable<Type> passes = typeof(IPass).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IPass)));

        Assert.Equal(passes.Select(type => type.Name).Order(), PassPipeline.Entries.Select(entry => entry.Pass.GetType().Name).Order());
    }

    [Fact]
    public void PassNameMatchesItsClass()
        => Assert.All(PassPipeline.Entries, entry => Assert.Equal(InnerCapital().Replace(entry.Pass.GetType().Name, "-$0").ToLowerInvariant(), entry.Pass.Name));

    [Fact]
    public void PageAboutPassesMatchesTheTable()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "passes.md"));
        string table = string.Concat(PassPipeline.Entries.Select(entry => $"| `{entry.Pass.Name}` | {entry.Pass.Purpose} | {entry.Position} |\n"));

        Assert.Contains($"| --- | --- | --- |\n{table}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void RequestForAnUnknownPassListsTheKnownOnes()
    {
        CompilationRequest request = new() { AssemblyPath = typeof(PassPipelineTests).Assembly.Location, AfterPass = "mem2reg" };

        string message = Assert.Throws<ArgumentException>(() => BpfCompilation.Compile(request)).Message;

        Assert.Contains("'mem2reg'", message, StringComparison.Ordinal);
        Assert.Contains("import, optimize, ", message, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex InnerCapital();
}
