using System.Reflection;
using System.Xml.Linq;
using Bpf.Shared;

namespace Bpf.Sdk.Tests;

public class TargetDiagnosticsTests
{
    [Fact]
    public void WhatTheTargetsReportIsInTheCatalogue()
    {
        BpfDiagnostic[] catalogue = [.. typeof(BpfDiagnostics).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null)).OfType<BpfDiagnostic>()];
        XElement[] reports = [.. XDocument.Load(Path.Combine(Repository.Root, "src/Bpf.Sdk/build/Bpf.Sdk.targets"))
            .Descendants().Where(element => element.Name.LocalName is "Error" or "Warning")];

        string pages = XDocument.Load(Path.Combine(Repository.Root, "src/Bpf.Sdk/build/Bpf.Sdk.props"))
            .Descendants().Single(element => element.Name.LocalName == "BpfHelpLink").Value;
        Assert.Equal($"{Repository.Address}/blob/main/docs/diagnostics/", pages);
        Assert.NotEmpty(reports);
        Assert.All(reports, report =>
        {
            BpfDiagnostic row = Assert.Single(catalogue, row => row.Id == (string?)report.Attribute("Code"));
            Assert.Equal(report.Name.LocalName, row.Level.ToString());
            Assert.Equal($"$(BpfHelpLink){row.Id}.md", (string?)report.Attribute("HelpLink"));
            Assert.Equal($"{pages}{row.Id}.md", row.HelpLink);
        });
    }
}
