using System.Reflection;
using System.Xml.Linq;
using Bpf.Shared;

namespace Bpf.Sdk.Tests;

public sealed class TargetDiagnosticsTests : IDisposable
{
    private static readonly Dictionary<string, BpfDiagnostic> s_catalogue = typeof(BpfDiagnostics).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(field => field.FieldType == typeof(BpfDiagnostic))
        .ToDictionary(field => field.Name, field => (BpfDiagnostic)field.GetValue(null)!);

    private readonly string _directory = Directory.CreateTempSubdirectory("bpf-targets-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void DiagnosticsOfTheTargetsAreInTheCatalog()
    {
        XElement[] reports = Reports();
        string pages = XDocument.Load(Path.Combine(Repository.Root, "src/Bpf.Sdk/build/Bpf.Sdk.props"))
            .Descendants().Single(element => element.Name.LocalName == "BpfHelpLink").Value;
        Assert.Equal($"{Repository.Address}/blob/main/docs/diagnostics/", pages);
        Assert.NotEmpty(reports);
        Assert.All(reports, report =>
        {
            BpfDiagnostic row = Assert.Single(s_catalogue.Values, row => row.Id == (string?)report.Attribute("Code"));
            Assert.Equal(report.Name.LocalName, row.Level.ToString());
            Assert.Equal($"$(BpfHelpLink){row.Id}.md", (string?)report.Attribute("HelpLink"));
            Assert.Equal($"{pages}{row.Id}.md", row.HelpLink);
        });
    }

    [Fact]
    public void EveryDiagnosticOfTheBuildIsReportedAndTested()
    {
        HashSet<string> byTargets = [.. Reports().Select(report => (string)report.Attribute("Code")!)];
        string code = string.Concat(new[] { "src/Bpf.Build.Tasks", "src/Bpf.Cli/Verify", "analyzers/Bpf.Guard" }.SelectMany(Sources).Select(File.ReadAllText));
        string tests = string.Concat(new[] { "tests/Bpf.Sdk.Tests", "tests/Bpf.Cli.Tests/Verify" }.SelectMany(Sources).Select(File.ReadAllText));
        KeyValuePair<string, BpfDiagnostic>[] rows = [.. s_catalogue.Where(item => item.Value.Area == DiagnosticArea.Build)];
        Assert.NotEmpty(rows);
        Assert.All(rows, item =>
        {
            (string name, BpfDiagnostic row) = item;
            Assert.True(byTargets.Contains(row.Id) || code.Contains($"BpfDiagnostics.{name}", StringComparison.Ordinal), $"nothing reports {row.Id}");
            Assert.Contains($"{row.Level.ToString().ToLowerInvariant()} {row.Id}: ", tests, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("NETCoreSdkVersion=9.0.300", "error BPF0901: Bpf.Sdk needs the .NET 10 SDK or newer; this is 9.0.300")]
    [InlineData("PlatformTarget=x86", "error BPF0902: BPF programs load only in 64-bit processes; PlatformTarget is 'x86'")]
    [InlineData("Prefer32Bit=true", "error BPF0902: BPF programs load only in 64-bit processes; Prefer32Bit is 'true'")]
    [InlineData("RuntimeIdentifier=win-x64", "warning BPF0903: BPF programs load only on Linux; RuntimeIdentifier is 'win-x64'")]
    [InlineData("TargetFramework=net9.0", "error BPF0906: Bpf.Sdk needs the target framework net10.0 or newer; this is net9.0")]
    public void TargetsCheckTheProject(string property, string report)
    {
        CommandResult result = Check($"-p:{property}");

        Assert.Contains(report, Assert.Single(result.Errors.Concat(result.Warnings)), StringComparison.Ordinal);
        Assert.Equal(report.StartsWith("error", StringComparison.Ordinal), result.ExitCode != 0);
    }

    [Theory]
    [InlineData("PlatformTarget=x64")]
    [InlineData("RuntimeIdentifier=linux-musl-arm64")]
    public void CorrectProjectPasses(string property)
    {
        CommandResult result = Check($"-p:{property}").Succeed();

        Assert.Empty(result.Errors.Concat(result.Warnings));
    }

    // Only the checks; nothing is restored or compiled.
    private CommandResult Check(string property)
    {
        string build = Path.Combine(Repository.Root, "src/Bpf.Sdk/build");
        File.WriteAllText(Path.Combine(_directory, "Checked.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}/Bpf.Sdk.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <Import Project="{build}/Bpf.Sdk.targets" />
            </Project>
            """);
        return Command.DotNet(_directory, "msbuild", "Checked.csproj", "-nologo", "-t:_BpfCheck", property);
    }

    private static XElement[] Reports()
        => [.. XDocument.Load(Path.Combine(Repository.Root, "src/Bpf.Sdk/build/Bpf.Sdk.targets"))
            .Descendants().Where(element => element.Name.LocalName is "Error" or "Warning")];

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));
}
