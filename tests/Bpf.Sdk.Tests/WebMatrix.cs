namespace Bpf.Sdk.Tests;

/// <summary>A web application with a reference to the package: requests do what is counted, and one reads the count.</summary>
public sealed class WebMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "Web/Web.csproj";

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "Web").With("Web", "Probes.cs");
}
