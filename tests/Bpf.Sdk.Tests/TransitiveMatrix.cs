namespace Bpf.Sdk.Tests;

/// <summary>A program that references only a third-party package with probes.</summary>
public sealed class TransitiveMatrix(PackageFeed feed) : Matrix, IClassFixture<ProbesPackage>
{
    protected override string Project => "Transitive/Transitive.csproj";

    protected override string[] Arguments => ["attach"];

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "Transitive").With("Transitive", "Program.cs");
}
