namespace Bpf.Sdk.Tests;

/// <summary>A library that uses the package as its SDK, and a program next to it that does not reference the package.</summary>
public sealed class LibraryMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "App/App.csproj";

    protected override string[] Arguments => ["attach"];

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "App", "Library").With("Library", "Probes.cs").With("App", "Program.cs");
}
