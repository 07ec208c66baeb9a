namespace Bpf.Sdk.Tests;

/// <summary>Invalid values that a project or command line sets: each error names the property.</summary>
public sealed class PropertyTests(PackageFeed feed)
{
    private readonly ConsumerProject _project = new(feed);

    [Fact]
    public void InvalidPropertyValueIsReportedByName()
    {
        (string Property, string Value, string Taken)[] wrong =
        [
            ("BpfCpu", "v9", "v1, v2, v3, v4"),
            ("BpfCpu", "V3", "v1, v2, v3, v4"),
            ("BpfPipeline", "O2", "default<O0>, default<O1>, default<O2>"),
            ("BpfArchitectures", "amd64", "x86_64, aarch64"),
            ("BpfMinKernel", "6", "a major and minor kernel version"),
            ("BpfMinKernel", "latest", "a major and minor kernel version"),
        ];
        foreach ((string property, string value, string taken) in wrong)
        {
            string error = Assert.Single(_project.Build($"-p:{property}={value}").Fail().Errors);
            Assert.Contains($"error BPF0907: {property} is '{value}'; it takes ", error, StringComparison.Ordinal);
            Assert.Contains(taken, error, StringComparison.Ordinal);
        }

        _project.Build("-p:BpfCpu=v2", "-p:BpfMinKernel=6.1", "-p:BpfPipeline=default<Os>", "-p:BpfArchitectures=aarch64").Succeed();
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    [InlineData("netstandard2.0")]
    public void OldTargetFrameworkIsASingleError(string framework)
    {
        _project.Edit("Consumer.csproj", "<TargetFramework>net10.0", $"<TargetFramework>{framework}");
        AssertFrameworkIsTheError(framework);

        // Also as an SDK.
        _project.Edit("Consumer.csproj", "Sdk=\"Microsoft.NET.Sdk\"", $"Sdk=\"Bpf.Sdk/{PackageFeed.Version}\"");
        _project.Edit("Consumer.csproj", "<PackageReference Include=\"Bpf.Sdk\" Version=\"$(BpfPackageVersion)\" />", "");
        AssertFrameworkIsTheError(framework);
    }

    private void AssertFrameworkIsTheError(string framework)
    {
        string error = Assert.Single(_project.Build("-p:OutputType=Library").Fail().Errors);
        Assert.Contains($"error BPF0906: Bpf.Sdk needs the target framework net10.0 or newer; this is {framework}.", error, StringComparison.Ordinal);
    }
}
