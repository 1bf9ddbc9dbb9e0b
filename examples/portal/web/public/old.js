// Only browsers that know no modules run this: for them there are the forms that post.
location.replace('/plain/');
