using System.Text;
using Bpf.Symbols.DotNet.Contract;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Data contracts: what is read, and what is refused instead of guessed.</summary>
public sealed class ContractTests
{
    [Fact]
    public void AllFormsOfValuesAreRead()
    {
        DataContract contract = SampleContracts.Complete;
        Assert.Equal(24, contract.Offset("RangeSectionFragment", "RangeSection"));
        Assert.Equal(24, contract.Offset("MethodDescChunk", DataContract.Size));
        Assert.Equal(new ContractGlobal(15), contract.Global("StubCodeBlockLast"));
        Assert.Equal(new ContractGlobal(8), contract.Global("MethodDescAlignment"));
        Assert.Equal(new ContractGlobal(12), contract.Global("MethodDescTokenRemainderBitCount"));
        Assert.Equal(new ContractGlobal(1, IsSlot: true), contract.Global("ExecutionManagerCodeRangeMapAddress"));
        Assert.Equal(new ContractGlobal(0, IsSlot: true), contract.Global("AppDomain"));
        Assert.Null(contract.Global("RID"));
        Assert.Null(contract.Offset("Unknown", "Form"));
        Assert.Equal((2, 0, null), (contract.Version("ExecutionManager"), contract.Version("Text"), contract.Version("Missing")));
        Assert.Equal(0x1234UL, new RuntimeLayout(contract).MapIn([0, 0x1234]));
    }

    [Theory]
    [InlineData("\"ExecutionManager\":2", "\"ExecutionManager\":3", "ExecutionManager has version 3")]
    [InlineData("\"ExecutionManager\":2", "\"ExecutionManager\":\"c2\"", "ExecutionManager has version 0")]
    [InlineData("\"RuntimeTypeSystem\":1", "\"RuntimeTypeSystem\":2", "RuntimeTypeSystem has version 2")]
    [InlineData("\"Loader\":1,", "", "lacks the contract Loader")]
    [InlineData("\"HeapList\":40", "\"Other\":40", "lacks RangeSection.HeapList")]
    [InlineData("\"HeapList\":40", "\"HeapList\":-40", "lacks RangeSection.HeapList")]
    [InlineData("\"baseline\":\"empty\"", "\"baseline\":\"net11\"", "baseline 'net11'")]
    public void UnknownVersionsAreRefused(string text, string other, string reason)
    {
        RuntimeRefusedException exception = Assert.Throws<RuntimeRefusedException>(
            () => new RuntimeLayout(SampleContracts.Parse(SampleContracts.Json.Replace(text, other, StringComparison.Ordinal))));
        Assert.Equal(DotNetProblem.UnknownContract, exception.Problem);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASlotThatDoesNotExistIsRefused()
    {
        RuntimeLayout layout = new(SampleContracts.Complete);
        Assert.Equal(DotNetProblem.UnknownContract, Assert.Throws<RuntimeRefusedException>(() => layout.MapIn([0])).Problem);
    }

    [Fact]
    public void DamagedJsonIsRefused()
    {
        byte[] json = Encoding.UTF8.GetBytes(SampleContracts.Json);
        Random random = new(1);
        int refused = 0;
        for (int round = 0; round < 5_000; round++)
        {
            byte[] damaged = [.. json];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            int length = random.Next(3) == 0 ? random.Next(damaged.Length) : damaged.Length;
            try
            {
                _ = new RuntimeLayout(ContractJson.Parse(damaged.AsMemory(0, length)));
            }
            catch (RuntimeRefusedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 2_000, 5_000);
    }

    [Fact]
    public void TablesCompleteWhatRuntimesSay()
    {
        DataContract table = ContractTables.For(new Version(8, 0, 31), isArm64: false)!;
        RuntimeLayout layout = new(DataContract.Empty.CompletedBy(table));
        Assert.Equal(1, layout.ExecutionManagerVersion);
        Assert.Equal(12, layout.FunctionSize);
        Assert.Null(ContractTables.For(new Version(7, 0, 20), isArm64: false));
        Assert.Null(ContractTables.For(null, isArm64: false));

        // What a runtime says counts for more.
        DataContract own = SampleContracts.Parse("""{"types":{"MethodTable":{"Module":99}},"globals":{},"contracts":{}}""");
        Assert.Equal(99, own.CompletedBy(table).Offset("MethodTable", "Module"));
    }
}
