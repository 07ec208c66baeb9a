using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Tracepoint records: kernel types follow the kernel, and structs of the user are compared with it.</summary>
public sealed class RecordMatrixTests
{
    public static TheoryData<string> Kernels => TracingMatrixTests.Kernels;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void RecordsOfKernelTypesAreExact(string kernel) => Assert.Equal("exact", Report(kernel).Passed("tracepoint_records"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void RecordOfAnotherKernelIsRefused(string kernel)
    {
        string text = Report(kernel).Passed("record_of_another_kernel");
        if (kernel is "x86_64-5.10" or "x86_64-6.1")
        {
            Assert.Equal("attached", text);
        }
        else if (kernel == "x86_64-7.3")
        {
            Assert.StartsWith("refused: child_pid,parent_pid:", text, StringComparison.Ordinal);
            Assert.Contains("int parent_pid (4)", text, StringComparison.Ordinal);
            Assert.Contains("__data_loc char[] parent_comm (4)", text, StringComparison.Ordinal);
        }
    }

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}
