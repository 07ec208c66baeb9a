using System.Reflection;
using Bpf.Shared;

namespace Bpf.Sdk.Tests;

public class InnerConfigTests
{
    [Fact]
    public void EveryErrorOfTheAnalyzersStopsTheFirstPass()
    {
        string config = File.ReadAllText(Path.Combine(Repository.Root, "src/Bpf.Sdk/build/BpfInner.globalconfig"));

        string[] missing = [.. typeof(BpfDiagnostics)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null))
            .OfType<BpfDiagnostic>()
            .Where(diagnostic => diagnostic.Level == DiagnosticLevel.Error && diagnostic.Area is not (DiagnosticArea.Codegen or DiagnosticArea.Build))
            .Select(diagnostic => $"dotnet_diagnostic.{diagnostic.Id}.severity = error")
            .Where(line => !config.Contains(line, StringComparison.Ordinal))];

        Assert.Empty(missing);
    }
}
