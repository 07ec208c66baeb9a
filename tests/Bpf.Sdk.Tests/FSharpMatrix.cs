namespace Bpf.Sdk.Tests;

/// <summary>An F# program that references a C# library containing probes.</summary>
public sealed class FSharpMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "FSharp/FSharp.fsproj";

    private protected override ConsumerShape Create() => new ConsumerShape(feed, "FSharp", "Library").With("Library", "Probes.cs");
}
