namespace Bpf.Sdk.Tests;

/// <summary>A library that has the package as its SDK, and a program beside it that has no reference to the package.</summary>
public sealed class LibraryMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "App/App.csproj";

    protected override string[] Arguments => ["attach"];

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "App", "Library").With("Library", "Probes.cs").With("App", "Program.cs");
}
