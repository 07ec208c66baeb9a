namespace Bpf.Sdk.Tests;

/// <summary>A file-based program that uses the package as its SDK.</summary>
public sealed class FileMatrix(PackageFeed feed) : Matrix
{
    protected override string Project => "File/app.cs";

    private protected override ConsumerShape Create() => new(feed, "File");
}
