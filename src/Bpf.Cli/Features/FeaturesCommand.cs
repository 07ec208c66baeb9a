using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>The command <c>bpf features</c>.</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        Option<string?> token = CommonOptions.Token();
        Command command = new("features",
            "Probe the kernel's features: show each one, the kernel version that introduced it, and its state on this machine.") { json, token };
        command.SetAction(result => Errors.Guard(result.GetValue(json), "features", () =>
        {
            using BpfToken? held = result.GetValue(token) is { Length: > 0 } path ? BpfToken.Create(path) : null;
            foreach (KernelFeature feature in KernelFeatures.For(held).All)
            {
                FeatureReport report = new(feature.Name, feature.Since, feature.State.ToString(), feature.Reason);
                Console.WriteLine(result.GetValue(json)
                    ? JsonSerializer.Serialize(report, FeatureJson.Default.FeatureReport)
                    : $"{report.State,-9}  {report.Name} (kernel {report.Since}): {report.Reason}");
            }

            return 0;
        }));
        return command;
    }
}
