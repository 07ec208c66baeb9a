using System.Text.Json;
using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>What the command line tool finds in a C# assembly without running its code.</summary>
public sealed class AttachCommandTests
{
    public AttachCommandTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void RecordsHaveTheTypeOfTheRingBuffer()
    {
        // sort allocates one buffer of this size, and the sample reports allocations from 1 MiB on.
        SampleResult result = Sample.Attach("MallocTop", "--json", "--", "sort", "-S", "4M", "/dev/null").EndsWith(0);
        JsonElement record = Assert.Single(result.Output.Split('\n'), line => line.StartsWith("{\"record\"", StringComparison.Ordinal)) is { } line
            ? JsonDocument.Parse(line).RootElement.GetProperty("record")
            : default;
        Assert.Equal("Large", record.GetProperty("map").GetString());
        Assert.Equal("Allocation", record.GetProperty("type").GetString());
        Assert.InRange(record.GetProperty("value").GetProperty("Size").GetInt64(), 4 << 20, (4 << 20) + 65536);
    }
}
