namespace Bpf.Sdk.Tests;

/// <summary>A program of one file, with the package as its SDK.</summary>
public sealed class FileMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "File/app.cs";

    private protected override ConsumerShape Create() => new(feed, "File");
}
