namespace Bpf.Sdk.Tests;

/// <summary>A console program with a reference to the package.</summary>
public sealed class ConsoleMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "Console/Console.csproj";

    protected override string[] Arguments => ["attach"];

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "Console").With("Console", "Probes.cs").With("Console", "Program.cs");
}
