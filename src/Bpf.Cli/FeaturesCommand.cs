using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>bpf features</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        Option<string?> token = new("--token") { Description = "Ask with a token from this BPF file system." };
        Command command = new("features", "Say what the kernel can do, found out by trying.") { json, token };
        command.SetAction(result => Errors.Guard(() =>
        {
            using BpfToken? held = result.GetValue(token) is { Length: > 0 } path ? BpfToken.Create(path) : null;
            foreach (KernelFeature feature in KernelFeatures.For(held).All)
            {
                FeatureReport report = new(feature.Name, feature.Since, feature.State.ToString(), feature.Reason);
                Console.WriteLine(result.GetValue(json) ? JsonSerializer.Serialize(report, ReportJson.Default.FeatureReport) : feature.ToString());
            }

            return 0;
        }));
        return command;
    }
}
