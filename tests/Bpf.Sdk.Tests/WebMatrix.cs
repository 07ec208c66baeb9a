namespace Bpf.Sdk.Tests;

/// <summary>A web application that references the package: its requests do what is counted, and one request reads the count.</summary>
public sealed class WebMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "Web/Web.csproj";

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "Web").With("Web", "Probes.cs");
}
