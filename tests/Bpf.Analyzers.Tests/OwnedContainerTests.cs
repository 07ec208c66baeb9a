using Bpf.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Objects in lists, trees and references have one owner on every path; the right programs of OwnedContainers.cs also load.</summary>
public sealed class OwnedContainerTests
{
    private static Task Check(string statements) => Source($$"""
        using Bpf;
        using Bpf.Vmlinux;
        using static Bpf.Vmlinux.KernelFunctions;

        [BpfObject(License = "GPL")]
        static unsafe class Sample
        {
        {{OwnedContainers.Members}}

            [SyscallProgram]
            static int Run(ref Call call)
            {
                {{statements}}
                return 0;
            }
        }
        """);

    [Theory]
    // Nobody owns it in the end.
    [InlineData("if ({|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) item.Value.Key = 3;")]
    [InlineData("if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; if (call.A == 3) return 2; item.Release();")]
    [InlineData("{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> _)|};")]
    [InlineData("bool isThere = {|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}; if (isThere && call.A == 3) item.Release();")]
    [InlineData("if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; if (call.A == 3) throw new BpfAbortException(1); item.Release();")]
    [InlineData("for (int i = 0; i < 4; i++) { if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) break; item.Value.Key = i; }")]
    [InlineData("if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; if (!item.TryShare(out BpfOwned<Item> other)) return 1; other.Release();")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0431:item.TryShare(out BpfOwned<Item> other)|}; item.Release();")]
    [InlineData("bool isThere; BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) isThere = {|BPF0431:s_queue.Items.TryPopFront(out item)|}; if (isThere) call.Result = item.Value.Key;")]
    [InlineData("using (s_queue.Lock.EnterScope()) {|BPF0431:s_queue.Items.TryPopBack(out _)|};")]
    [InlineData("using (s_index.Lock.EnterScope()) { if ({|BPF0431:s_index.Items.TryPopFirst(out BpfOwned<Item> item)|}) call.Result = item.Value.Key; }")]
    [InlineData("if ({|BPF0431:s_spare.TryTake(out BpfOwned<Item> item)|}) call.Result = item.Value.Key;")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0431:s_spare.TryExchange(item, out BpfOwned<Item> previous)|};")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0431:s_spare.TryExchange(item, out _)|};")]
    [InlineData("task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; {|BPF0431:s_task.Exchange((KeptTask*)task)|};")]
    [InlineData("task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; if ({|BPF0431:s_task.Exchange((KeptTask*)task)|} != null) call.Result = 1;")]
    [InlineData("KeptTask* task = {|BPF0431:s_task.Exchange(null)|}; if (task != null) call.Result = task->tgid;")]
    [InlineData("task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; task_struct* old = {|BPF0431:s_kept.Exchange(task)|}; if (old != null) call.Result = old->tgid;")]
    [InlineData("BpfCipher* cipher = {|BPF0431:BpfCipher.Create(in s_parameters, out int error)|}; if (cipher == null) return error;")]
    [InlineData("{|BPF0431:BpfCipher.Create(in s_parameters, out call.A)|};")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) { s_queue.Items.PushBack(item); if ({|BPF0431:item.TryShare(out BpfOwned<Item> other)|}) call.Result = other.Value.Key; }")]
    [InlineData("if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; bool isUsed = call.A > 3; if (isUsed) { using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); }")]
    // Given away twice.
    [InlineData("if (BpfOwned.TryNew(out BpfOwned<Item> item)) { item.Release(); {|BPF0432:item.Release()|}; }")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); {|BPF0432:item.Release()|};")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) { s_queue.Items.PushBack(item); {|BPF0432:s_queue.Items.PushFront(item)|}; }")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (s_spare.TryExchange(item, out BpfOwned<Item> previous)) previous.Release(); {|BPF0432:item.Release()|};")]
    [InlineData("task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; KeptTask* old = s_task.Exchange((KeptTask*)task); if (old != null) bpf_task_release((task_struct*)old); {|BPF0432:bpf_task_release(task)|};")]
    [InlineData("BpfCipher* cipher = BpfCipher.Create(in s_parameters, out int error); if (cipher == null) return error; BpfCipher.Release(cipher); {|BPF0432:BpfCipher.Release(cipher)|};")]
    // Used afterwards.
    [InlineData("if (BpfOwned.TryNew(out BpfOwned<Item> item)) { item.Release(); call.Result = {|BPF0433:item.Value|}.Key; }")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (s_spare.TryExchange(item, out BpfOwned<Item> previous)) previous.Release(); call.Result = {|BPF0433:item.Value|}.Key;")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); call.Result = {|BPF0466:item.Value|}.Key;")]
    [InlineData("BpfRef<Item> first; using (s_queue.Lock.EnterScope()) { if (!s_queue.Items.TryGetFirst(out first)) return 0; } call.Result = {|BPF0466:first.Value|}.Key;")]
    // Null.
    [InlineData("BpfOwned.TryNew(out BpfOwned<Item> item); {|BPF0434:item.Release()|};")]
    [InlineData("task_struct* task = bpf_task_from_pid(call.A); KeptTask* old = {|BPF0434:s_task.Exchange((KeptTask*)task)|}; if (old != null) bpf_task_release((task_struct*)old);")]
    [InlineData("BpfOwned.TryNew(out BpfOwned<Item> item); using (s_queue.Lock.EnterScope()) {|BPF0434:s_queue.Items.PushBack(item)|};")]
    [InlineData("BpfOwned.TryNew(out BpfOwned<Item> item); {|BPF0465:item.Value|}.Key = 3; item.Release();")]
    [InlineData("BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) s_queue.Items.TryPopFront(out item); call.Result = {|BPF0465:item.Value|}.Key; item.Release();")]
    // Locks.
    [InlineData("using (s_queue.Lock.EnterScope()) { if (s_queue.Items.TryPopFront(out BpfOwned<Item> item)) {|BPF0463:item.Release()|}; }")]
    [InlineData("using (s_queue.Lock.EnterScope()) { if ({|BPF0463:BpfOwned.TryNew(out BpfOwned<Item> item)|}) s_queue.Items.PushBack(item); }")]
    [InlineData("using (s_queue.Lock.EnterScope()) call.Result = (long){|BPF0463:BpfHelpers.KtimeGetNs()|};")]
    [InlineData("using (s_queue.Lock.EnterScope()) { using ({|BPF0463:s_index.Lock.EnterScope()|}) s_queue.Count++; }")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0464:s_queue.Items.PushBack(item)|};")]
    [InlineData("if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) s_queue.Count++; {|BPF0464:s_queue.Items.PushBack(item)|};")]
    public Task WrongProgramsAreReported(string statements) => Check(statements);

    [Theory]
    [MemberData(nameof(OwnedContainers.All), MemberType = typeof(OwnedContainers))]
    public Task RightProgramsAreNot(string statements) => Check(statements);
}
